"""Question -> answer: composers behind one protocol, citations, checks. Only this room reads prompts/."""

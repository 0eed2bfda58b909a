"""The encoder as it is trained: a pretrained transformer, one vector a sentence, one head for all tasks."""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.features import PLACES

WIDTHS = {task: len(LABELS[task]) for task in Task}
OUTPUTS = sum(WIDTHS.values())
RARE = -3.0  # the first log-odds of a label: one sentence in twenty; without it an epoch goes to learning that


class Network(nn.Module):
    """Scores of every label for each sentence of a window.

    A sentence is the mean of its tokens, the window's first token and its place in the document; one hidden layer
    stands before the 55 outputs, which are the tasks' labels in the order of `LABELS`.
    """

    def __init__(self, config: dict[str, Any], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel(
            BertConfig(**{**config, "attention_probs_dropout_prob": 0.0}), add_pooling_layer=False
        )  # dropout of attention costs a third of the time
        width = self.encoder.config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(2 * width + PLACES, width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(width, OUTPUTS),
        )
        labels = sum(WIDTHS[task] for task in MULTI_LABEL)
        nn.init.constant_(self.head[-1].bias[:labels], RARE)  # type: ignore[index]

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor, place: Tensor) -> Tensor:
        """Return (windows, sentences, outputs).

        Args:
            ids: (windows, tokens) token ids.
            mask: (windows, tokens) 1 for a token, 0 for padding.
            pool: (windows, sentences, tokens) rows that sum to 1 over a sentence's own tokens.
            place: (windows, sentences, PLACES).
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        means = torch.bmm(pool.to(hidden.dtype), hidden)
        first = hidden[:, :1].expand(-1, means.shape[1], -1)
        scores: Tensor = self.head(torch.cat([means, first, place.to(hidden.dtype)], dim=-1))
        return scores

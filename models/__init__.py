"""The judgement: how one passage is judged; training, evaluation and the released versions."""

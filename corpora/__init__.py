"""The nouns: what was published, what a law or a buyer asks, what people marked."""

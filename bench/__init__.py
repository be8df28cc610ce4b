"""How fast, how large: against a stock recipe, bare imports and llama-cpp-python, in the same run."""

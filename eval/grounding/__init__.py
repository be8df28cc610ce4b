"""Does the check of grounding tell what the evidence supports from what it almost supports?"""

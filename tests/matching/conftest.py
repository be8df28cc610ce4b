"""A matcher over the bundled embedding model, and three pathways of different fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bundled import bundled_folder
from bot.domain import Pathway
from bot.embedding import MiniLMEmbedder
from bot.matching import Matcher
from tests.answering.conftest import KEEPER, pathway_of

NURSE = """\
---
id: nurse-to-data-analyst
from: Nurse
to: Data Analyst
difficulty: moderate
months: [6-9]
salary:
  currency: USD
  change_percent: [20]
  before: 60000-80000
  after: 70000-95000
demand: Growing
sources: [Guild]
---

# From Nurse to Data Analyst

## Overview

Care gives you rigour.

## Transferable skills

### Clinical documentation (charting, EHR)

You know where data comes from.

### Communication with patients and doctors

You explain hard things simply.

## Skills to learn

### SQL for Analytics

*critical · 6 weeks*

Work through 'SQL Basics' on Mode, then query a public hospital data set.

### Python (pandas, NumPy)

*important · 8 weeks*

Follow 'Python for Everybody', then clean a data set with pandas.

### Statistics and Experiment Design

*critical · 6 weeks*

Read 'Practical Statistics for Data Scientists'.

### Data Visualization (Tableau, Power BI)

*important · 4 weeks*

Build dashboards in Tableau Public.

### Excel

*nice to have · 2 weeks*

Pivot tables and lookups.

### Healthcare Data Standards (HL7, FHIR)

*nice to have · 3 weeks*

Read the FHIR documentation.

## Roadmap

### 1. Spreadsheets and Queries · 4 weeks

#### Tasks

- Summarise a ward roster with pivot tables in Excel
- Query a public hospital data set with joins and window functions in SQL
- Write down ten questions that a ward manager would ask

#### Resources

- Mode - SQL Basics (course)

### 2. Statistics and Python · 8 weeks

#### Tasks

- Read 'Practical Statistics for Data Scientists' up to hypothesis tests
- Clean an admissions data set with pandas
- Analyse an A/B test of a reminder letter

#### Resources

- Book: 'Practical Statistics for Data Scientists' (book)

### 3. Portfolio and Applications · 6 weeks

#### Tasks

- Publish a dashboard of waiting times in Tableau Public
- Map a discharge letter to FHIR resources
- Rewrite your resume for analyst roles
- Practise SQL interview questions

#### Resources

- Tableau Public gallery (documentation)

## Reality check

### What you will love

- Regular hours

### What you may miss

- Patients

### Biggest challenges

- Starting as a junior

## Action plan

### This week

- Install Python

### This month

- Finish SQL Basics

### Next 90 days

- Publish a dashboard

## Questions

### Do I need a degree?

No.
"""


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(MiniLMEmbedder())


@pytest.fixture(scope="session")
def edge() -> Pathway:
    path = Path(bundled_folder("knowledge")) / "backend-developer-to-edge-ai-engineer.md"
    return pathway_of(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def bees() -> Pathway:
    return pathway_of(KEEPER, "cook-to-beekeeper.md")


@pytest.fixture(scope="session")
def nurse() -> Pathway:
    return pathway_of(NURSE, "nurse-to-data-analyst.md")

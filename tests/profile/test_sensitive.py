"""What is not kept as a skill or role: names, secrets and health; and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.profile.sensitive import Refusal, refuses

NAMES = """\
my name is Ana
My name’s Ana Silva
my first name is Bo
I'm called Ana
people call me Bobby
call me Ana
please call me Al
Name: Ana Silva
Dr Smith
Mrs. Jane Doe
ana.silva@example.org
reach me at ana@example.co.uk
+47 22 33 44 55
0047 22334455
I was born in 1990
I was born on 3 May
my date of birth
my address is Main Street 5
I live at 12 Main Street
"""

SECRETS = """\
my password is hunter2
password: hunter2
the password for GitHub is hunter2
Passphrase = correct horse
my PIN is 1234
my pin code
api key: abc123
my API key
token=abcdef
the secret is 42
sk-abcdefghijklmnop1234
sk-proj-A1b2C3d4E5f6G7h8I9j0
ghp_abcdefghijklmnopqrstuvwxyz0123456789
github_pat_11ABCDEFG0abcdefghijkl
xoxb-1234567890-abcdef
AKIAIOSFODNN7EXAMPLE
hf_abcdefghijklmnopqrstuv
eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc
-----BEGIN RSA PRIVATE KEY-----
4111 1111 1111 1111
5500-0000-0000-0004
378282246310005
078-05-1120
NO93 8601 1117 947
GB82 WEST 1234 5698 7654 32
postgresql://me:hunter2@db.example
q7Xz93KdLm20vBn45TyUw8
my social security number
"""

HEALTH = """\
I have ADHD
ADHD
severe depression
I'm depressed
I suffer from anxiety
my depression
my chronic pain
I was diagnosed with cancer
diagnosed with type 2 diabetes
type 1 diabetes
I'm diabetic
I am autistic
I have epilepsy
recovering from burnout
burnout
I am pregnant
my pregnancy
I'm on antidepressants
I take insulin
living with HIV
I have a bad back
I have multiple sclerosis
I'm dyslexic
I had a stroke
I am in therapy
because of my migraines
on sick leave because of long covid
I have a disability
"""

FINE = """\
Python
C++
C#
C
.NET
Node.js
embedded C
FreeRTOS
MLOps (Docker, Kubernetes)
CI/CD
password hashing
password management
secrets management with Vault
API key rotation
OAuth tokens
token classification
PIN diodes
key account management
public key cryptography
domain name system
naming things
name resolution
calling conventions
Call centre work
ISO 27001 auditing
ISO/IEC 62304
RFC 5545
HTTP/2
x86-64 assembly
ARM Cortex-M4
EN 50128
DO-178C
SQL (10 years)
TensorFlow 2.15
Windows Server 2019
S7-1500 and S7-1200 PLC programming
TCP/IP
internationalization
telecommunications-engineering
AWS-Certified-Solutions-Architect-2023
cancer research
cancer care nursing
I have cancer research experience
oncology
diabetes education
mental health nursing
ADHD coaching
depression counselling
autism support worker
anxiety management
occupational therapy
physical therapist
nurse
surgeon
surgery assistant
my work as a surgeon
disability law
accessibility
blind spot detection
deaf education
insulin pump firmware
epilepsy detection from EEG
burn-in tests
drug discovery
heart rate monitoring
backend developer
Dr. Scheme the language of teaching
doctor
data analyst at a hospital
pilot
cooking for 200 people
phone support
email marketing
born2code bootcamp
12 years of experience
from 2019 to 2023
"""


def lines(text: str) -> list[str]:
    return text.splitlines()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        *((text, Refusal.NAME) for text in lines(NAMES)),
        *((text, Refusal.SECRET) for text in lines(SECRETS)),
        *((text, Refusal.HEALTH) for text in lines(HEALTH)),
    ],
)
def test_what_is_none_of_our_business_is_refused(text: str, refusal: Refusal) -> None:
    assert refuses(text) is refusal
    assert refuses(f"  {text.upper()}\n") is refusal


@pytest.mark.parametrize("text", lines(FINE))
def test_what_someone_can_do_or_is_by_trade_is_kept(text: str) -> None:
    assert refuses(text) is None
    assert refuses(text.lower()) is None


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert refuses(text) in (None, *Refusal)

"""Makes the signed Open Badges 2.0 fixtures in tests/standards/fixtures/signed-2.0/, with openbadgeslib's own code.

    python -m tests.interop.make_signed_2_0 tests/standards/fixtures/signed-2.0

Nothing of ours signs here: models, signatures and baking are the library's. The keys are thrown away.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openbadgeslib.keys import KeyFactory, KeyType
from openbadgeslib.ob2 import (
    Assertion,
    BadgeClass,
    CryptographicKey,
    IdentityObject,
    OB2Signer,
    Profile,
    RevocationList,
    Verification,
)

BASE = "https://badges.example/signed"
STARTS = datetime(2026, 6, 1, tzinfo=UTC)
KEY_TYPES = {"rsa": (KeyType.RSA, "RS256"), "p256": (KeyType.ECC, "ES256"), "ed25519": (KeyType.ED25519, "EdDSA")}
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>'


def assertion(name: str, creator: str) -> Assertion:
    return Assertion(
        id=f"urn:uuid:00000000-0000-4000-8000-{sum(name.encode()):012d}",
        recipient=IdentityObject.create("learner@badges.example", "sea-salt"),
        badge=f"{BASE}/badge.json",
        verification=Verification(type="SignedBadge", creator=creator),
        issued_on=STARTS,
    )


def documents(publics: dict[str, str], revoked: str) -> dict[str, Any]:
    keys = {name: f"{BASE}/{name}-key.json" for name in publics}
    issuer = Profile(
        id=f"{BASE}/issuer.json",
        name="Another Academy",
        url="https://badges.example/",
        email="badges@badges.example",
        public_key=[address for name, address in keys.items() if name != "stranger"],
        revocation_list=f"{BASE}/revoked.json",
    )
    badge = BadgeClass(
        id=f"{BASE}/badge.json",
        name="Trail Guide",
        description="Leads a group on a marked trail.",
        image="https://badges.example/trail-guide.png",
        criteria="https://badges.example/trail-guide",
        issuer=f"{BASE}/issuer.json",
    )
    return {
        "issuer": issuer.to_dict(),
        "badge": badge.to_dict(),
        "revoked": RevocationList(id=f"{BASE}/revoked.json", issuer=issuer.id, revoked_assertions=[revoked]).to_dict(),
        **{
            f"{name}-key": CryptographicKey(id=keys[name], owner=issuer.id, public_key_pem=pem).to_dict()
            for name, pem in publics.items()
        },
    }


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    kinds = {**KEY_TYPES, "stranger": KEY_TYPES["rsa"]}
    pairs = {name: KeyFactory(kind).generate_keypair() for name, (kind, _) in kinds.items()}
    signers = {name: OB2Signer(pairs[name][0], algorithm) for name, (_, algorithm) in kinds.items()}
    for name, signer in signers.items():
        made = assertion(name, f"{BASE}/{name}-key.json")
        (target / f"{name}.jws").write_text(signer.sign(made) + "\n")
    withdrawn = assertion("withdrawn", f"{BASE}/rsa-key.json")
    (target / "withdrawn.jws").write_text(signers["rsa"].sign(withdrawn) + "\n")
    baked = assertion("rsa", f"{BASE}/rsa-key.json")
    (target / "rsa.svg").write_bytes(signers["rsa"].sign_into_svg(baked, DRAWING))
    publics = {name: public.decode() for name, (_, public) in pairs.items()}
    for name, document in documents(publics, str(withdrawn.id)).items():
        (target / f"{name}.json").write_text(json.dumps(document, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

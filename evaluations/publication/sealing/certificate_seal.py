"""A seal made with a certificate and its key from a PKCS#12 file (SEAL_CERTIFICATE), by pyHanko.

The signature is invisible and lies out of the page, as PDF/A-3a and PDF/UA-1 want it; it is appended, so that the bytes
before it are the paper as it was printed.
"""

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec

from evaluations.publication.sealing.paper_seal import SealRefused
from evaluations.publication.sealing.trial_certificate import make_trial_certificate

SEAL_FIELD, SEAL_REASON = "Seal", "公开发布"
OUT_OF_PAGE = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


class CertificateSeal:
    """The seal of SEAL_CERTIFICATE; in trial mode, where none is named, of a certificate that signs itself."""

    def sealed_by(self) -> str:
        """The common name of the certificate's holder."""
        names = certificate_of(opened_store()).subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return str(names[0].value) if names else ""

    def seal(self, pdf: bytes) -> bytes:
        """The paper with the signature appended. Refused outside the days of the certificate."""
        certificate, now = certificate_of(opened_store()), datetime.datetime.now(datetime.UTC)
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise SealRefused(f"签名证书的有效期到 {certificate.not_valid_after_utc:%Y-%m-%d} 为止，现在不能用它签名。")
        signer = SimpleSigner.load_pkcs12(str(store_path()), passphrase=settings.SEAL_PASSWORD.encode())
        if signer is None:
            raise SealRefused("签名证书文件读不出来。")
        data = PdfSignatureMetadata(field_name=SEAL_FIELD, md_algorithm="sha256", reason=SEAL_REASON)
        place = SigFieldSpec(SEAL_FIELD, invis_sig_settings=OUT_OF_PAGE)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # pyHanko starts an event loop; a thread of its own has none yet, whatever runs in the caller's.
        with ThreadPoolExecutor(1) as alone:
            signed = alone.submit(sign_pdf, writer, data, signer=signer, new_field_spec=place).result()
        return bytes(signed.getvalue())

    def trusted_certificates(self) -> list[str]:
        """Our certificate with those that came with it, and what SEAL_TRUSTED holds."""
        store = opened_store()
        own = [certificate_of(store), *(one.certificate for one in store.additional_certs)]
        try:
            earlier = Path(settings.SEAL_TRUSTED).read_bytes() if settings.SEAL_TRUSTED else b""
            own += x509.load_pem_x509_certificates(earlier) if earlier else []
        except (OSError, ValueError) as error:
            raise SealRefused(f"SEAL_TRUSTED 读不出来（{type(error).__name__}）。") from error
        return [one.public_bytes(Encoding.PEM).decode() for one in own]


def store_path() -> Path:
    """Where key and certificate lie."""
    return Path(settings.SEAL_CERTIFICATE or settings.TRIAL_SEAL)


def opened_store() -> PKCS12KeyAndCertificates:
    """Key and certificate. Raises SealRefused for a file that is not there or asks for another password."""
    if not settings.SEAL_CERTIFICATE:
        make_trial_certificate(store_path(), settings.SEAL_PASSWORD)
    try:
        return load_pkcs12(store_path().read_bytes(), settings.SEAL_PASSWORD.encode())
    except (OSError, ValueError) as error:
        raise SealRefused("签名证书文件不在原处，或者密码不对（SEAL_CERTIFICATE、SEAL_PASSWORD）。") from error


def certificate_of(store: PKCS12KeyAndCertificates) -> x509.Certificate:
    """The certificate to the key."""
    if store.cert is None or store.key is None:
        raise SealRefused("签名证书文件里没有证书或私钥。")
    return store.cert.certificate

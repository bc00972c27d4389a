"""Django's settings.

What a deployment may set is read in `environment.py`; every name is explained in docs/operations/settings.md.
"""

import sys
from importlib.resources import files
from urllib.parse import urlsplit

import structlog
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.core.exceptions import ImproperlyConfigured

from waypost.config.environment import LOOPBACK, file_store, read_environment

try:
    ENVIRONMENT = read_environment()
except ImproperlyConfigured as reason:
    sys.exit(str(reason))  # an operator reads one sentence, not where in our code it was raised
IS_DEPLOYMENT = ENVIRONMENT.is_deployment
DATA_DIR = ENVIRONMENT.data_dir
PUBLIC_URL = ENVIRONMENT.public_url
SITE_URL = ENVIRONMENT.site_url
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_q",
    "health_check",
    "treebeard",
    "waypost.common",
    "waypost.ui",
    "django.forms",  # after waypost.ui, whose templates for groups of choices take its place
    "waypost.people",
    "waypost.notices",
    "waypost.library",
    "waypost.frameworks",
    "waypost.catalog",
    "waypost.plans",
    "waypost.programs",
    "waypost.governance",
    "waypost.improvement",
    "waypost.submissions",
    "waypost.assessment",
    "waypost.credentials",
    "waypost.insight",
    "waypost.home",
    "waypost.demo",
    # After ours, so that our templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "waypost.common.middleware.BodySizeMiddleware",  # before anything reads what was posted
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "waypost.people.middleware.SignInMiddleware",
    "waypost.people.middleware.RolesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "waypost.common.middleware.AddressMiddleware",  # last, so that its 404 page knows who asks
]

ROOT_URLCONF = "waypost.config.urls"
WSGI_APPLICATION = "waypost.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "waypost.ui.cells.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waypost.home.navigation.navigation",
            ],
        },
    },
]
COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its attributes only, never a name that a page happens to use
FORM_RENDERER = "waypost.ui.forms.Renderer"
MESSAGE_TAGS = {messages.DEBUG: "info", messages.INFO: "info"} | {
    messages.SUCCESS: "done",
    messages.WARNING: "late",
    messages.ERROR: "error",
}

# Data
DATABASES = {"default": ENVIRONMENT.database}
STORAGES: dict[str, dict[str, object]] = {
    "default": file_store(ENVIRONMENT.files_url),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [("bootstrap", str(files("bootstrap").joinpath("css")))]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "waypost.ui.finders.BootstrapFinder",
]

# In the database, so that limits on sign-in attempts hold across all web processes (docs/domains/people.md).
# Room for a million entries: a full cache is culled by name, and what counts sign-in attempts would go first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# Language and time: instants are UTC; pages show them in the district's zone.
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_ADAPTER = "waypost.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "waypost.people.forms.sign_in.SignIn",
    "change_password": "waypost.people.forms.sign_in.ChangePassword",
    "set_password": "waypost.people.forms.sign_in.ChooseFirstPassword",
    "reset_password_from_key": "waypost.people.forms.sign_in.ReplacePassword",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_DEPLOYMENT else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_USER_DISPLAY = "waypost.people.adapter.display_name"
# In a deployment one proxy stands before us and names the browser's address last.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_DEPLOYMENT else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "waypost.people.adapter.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "waypost.people.forms.sign_in.AddPasskey"}
MFA_TOTP_ISSUER = "Waypost"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_DEPLOYMENT

# Security
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or ""] + ([] if IS_DEPLOYMENT else list(LOOPBACK))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_DEPLOYMENT
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_DEPLOYMENT
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_DEPLOYMENT else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_DEPLOYMENT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_DEPLOYMENT
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

# Mail
EMAIL_BACKEND = str(ENVIRONMENT.email["EMAIL_BACKEND"])
EMAIL_HOST = str(ENVIRONMENT.email.get("EMAIL_HOST") or "")
EMAIL_PORT = int(str(ENVIRONMENT.email.get("EMAIL_PORT") or 25))
EMAIL_HOST_USER = str(ENVIRONMENT.email.get("EMAIL_HOST_USER") or "")
EMAIL_HOST_PASSWORD = str(ENVIRONMENT.email.get("EMAIL_HOST_PASSWORD") or "")
EMAIL_USE_TLS = bool(ENVIRONMENT.email.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(ENVIRONMENT.email.get("EMAIL_USE_SSL"))
EMAIL_FILE_PATH = str(ENVIRONMENT.email.get("EMAIL_FILE_PATH") or DATA_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = f"Waypost <no-reply@{urlsplit(PUBLIC_URL).hostname}>"

# Jobs: a killed worker's job comes again after `retry` seconds, so every job may run twice (docs/decisions/0003).
Q_CLUSTER = {
    "name": "waypost",
    "orm": "default",
    "workers": 1,
    "timeout": 120,
    "retry": 180,
    "max_attempts": 5,
    "ack_failures": False,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
    "label": "Background jobs",
}

# Logs: one JSON object a line in a deployment, readable lines otherwise.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer()
            if IS_DEPLOYMENT
            else structlog.dev.ConsoleRenderer(colors=False),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"waypost": {"level": "INFO"}},
}

"""An index by which PostgreSQL walks reports from the newest, as every query asks for them.

SQLite sorts its hits as fast without.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_reports_newest ON reports ((published IS NULL), published DESC, seq DESC)")


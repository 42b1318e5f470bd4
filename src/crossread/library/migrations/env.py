"""Alembic's way in: it works on the connection that the library hands it, within the library's transaction."""

from alembic import context

from crossread.library.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()

"""The package: a coach that answers from documents. `app.py` joins its parts."""

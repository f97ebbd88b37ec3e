"""Microsoft Graph and Entra behind Protocols; the only importer of msal."""

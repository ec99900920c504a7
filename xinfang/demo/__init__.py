"""The sample office of `xinfang demo`: an invented township and two years of its petitions."""

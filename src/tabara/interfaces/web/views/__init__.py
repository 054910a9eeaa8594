"""The pages by topic. Each file ends with its own `urlpatterns`, which `urls` collects."""

"""The addresses of the pages: each file of `views` brings its own."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from tabara.interfaces.web import views

app_name = "web"
urlpatterns: list[URLPattern] = [
    pattern
    for module in sorted(iter_modules(views.__path__), key=lambda one: one.name)
    for pattern in import_module(f"{views.__name__}.{module.name}").urlpatterns
]

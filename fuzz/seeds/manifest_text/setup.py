from setuptools import setup
setup(name="fractions", version='1', license="""MIT""", author="Camille", url=("https://" "example.org"))

Gem::Specification.new do |spec|
  spec.name = "fractions"
  spec.licenses = ["MIT", 'GPL-3.0']
  spec.authors = %w[Camille Dominique]
  spec.metadata["source_code_uri"] = "https://example.org"
end

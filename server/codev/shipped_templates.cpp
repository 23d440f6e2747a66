#include "server/codev/shipped_templates.hpp"

#include "protocol/check.hpp"

namespace ramure::codev {

const Templates& shipped_templates() {
  static const Templates shipped = [] {
    auto read = read_templates(shipped_texts());
    CHECK(read.has_value(), "the templates that are compiled in are good");
    return std::move(*read);
  }();
  return shipped;
}

LoadedTemplates templates_with(const std::filesystem::path& folder) {
  auto texts = shipped_texts();
  auto own = read_template_files(folder);
  if (!own) return std::unexpected(std::move(own.error()));
  for (auto& [name, text] : *own) texts.insert_or_assign(name, std::move(text));
  return read_templates(texts);
}

}  // namespace ramure::codev

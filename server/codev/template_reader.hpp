// From one TOML file to a template, on top of the template that it is based on. Internal to this room.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "server/codev/templates.hpp"

namespace ramure::codev {

// A file that is good TOML; the table is kept out of this header.
struct TemplateFile {
  struct Table;
  std::string name;      // "flash.toml"
  std::string based_on;  // key of another template, or empty
  std::shared_ptr<const Table> table;
};

std::expected<TemplateFile, TemplateMistake> parse_template(const std::string& name, const std::string& text);

// Mistakes of form (unknown fields, wrong types, unknown words) are added; what they concern is left as it was.
v1::RoundTemplate read_template(const TemplateFile& file, const v1::RoundTemplate* base, TemplateMistakes& mistakes);

}  // namespace ramure::codev

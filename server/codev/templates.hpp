// The forms of rounds that a community can choose from: read from a folder of *.toml files, all of them checked, and
// either good as a whole or refused with every mistake that was found.
//
//   auto templates = codev::load_templates("deploy/templates");
//   if (!templates) for (const auto& mistake : templates.error()) log(to_string(mistake));
//   const v1::RoundTemplate* form = templates->find("flash");
//
// A file may be based on another (`based_on = "standard"`): it then says only what differs. Reading happens once, at
// start; the rules of a round never read a file.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/round_template.pb.h"

namespace ramure::codev {

// "flash.toml, step "expose", minutes.min: a time cannot be negative"
struct TemplateMistake {
  std::string file;
  std::string step;   // empty: of the whole template
  std::string field;  // empty: of the whole file
  std::string sentence;
};
std::string to_string(const TemplateMistake& mistake);
using TemplateMistakes = std::vector<TemplateMistake>;

class Templates {
 public:
  explicit Templates(std::map<std::string, v1::RoundTemplate, std::less<>> by_key) : by_key_(std::move(by_key)) {}
  const v1::RoundTemplate* find(std::string_view key) const;
  const std::map<std::string, v1::RoundTemplate, std::less<>>& all() const { return by_key_; }

 private:
  std::map<std::string, v1::RoundTemplate, std::less<>> by_key_;
};

using LoadedTemplates = std::expected<Templates, TemplateMistakes>;

// The text of each file by its name, "flash.toml".
LoadedTemplates read_templates(const std::map<std::string, std::string>& texts);

// The text of each *.toml file of the folder by its name; none where there is no such folder.
using TemplateTexts = std::expected<std::map<std::string, std::string>, TemplateMistakes>;
TemplateTexts read_template_files(const std::filesystem::path& folder);

// All *.toml files of the folder. A folder that is not there, or holds none, is a mistake too.
LoadedTemplates load_templates(const std::filesystem::path& folder);

}  // namespace ramure::codev

#include "server/codev/templates.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/codev/template_check.hpp"
#include "server/codev/template_reader.hpp"

namespace ramure::codev {

namespace {

constexpr std::string_view ending = ".toml";

// Reads files in the order in which they are based on one another.
class Reading {
 public:
  explicit Reading(const std::map<std::string, std::string>& texts) {
    for (const auto& [name, text] : texts) {
      auto parsed = parse_template(name, text);
      if (parsed) files_.emplace(key_of(name), std::move(*parsed));
      if (!parsed) mistakes_.push_back(std::move(parsed.error()));
    }
  }

  LoadedTemplates all() {
    for (const auto& [key, file] : files_) form_of(key, file.name);
    for (const auto& [key, form] : forms_) check_template(form, files_.at(key).name, mistakes_);
    if (!mistakes_.empty()) return std::unexpected(std::move(mistakes_));
    return Templates(std::move(forms_));
  }

 private:
  static std::string key_of(const std::string& name) { return name.substr(0, name.size() - ending.size()); }

  // The form, read on first asking; nullptr when it cannot be read, for a reason already told.
  const v1::RoundTemplate* form_of(const std::string& key, const std::string& asked_by) {
    if (const auto done = forms_.find(key); done != forms_.end()) return &done->second;
    const auto file = files_.find(key);
    if (file == files_.end()) {
      mistakes_.push_back({asked_by, "", "based_on", "there is no template \"" + key + "\" (no " + key + ".toml)"});
      return nullptr;
    }
    if (std::ranges::find(on_the_way_, key) != on_the_way_.end()) {
      mistakes_.push_back(
          {asked_by, "", "based_on", "the templates are based on one another in a circle: " + circle(key)});
      return nullptr;
    }
    if (broken_.contains(key)) return nullptr;
    on_the_way_.push_back(key);
    const std::string base_key = file->second.based_on;
    const v1::RoundTemplate* base = base_key.empty() ? nullptr : form_of(base_key, file->second.name);
    on_the_way_.pop_back();
    if (!base_key.empty() && base == nullptr) {
      broken_.emplace(key, true);
      return nullptr;
    }
    return &forms_.emplace(key, read_template(file->second, base, mistakes_)).first->second;
  }

  std::string circle(const std::string& key) const {
    std::string text;
    for (auto at = std::ranges::find(on_the_way_, key); at != on_the_way_.end(); ++at) text += *at + " → ";
    return text + key;
  }

  std::map<std::string, TemplateFile> files_;
  std::map<std::string, v1::RoundTemplate, std::less<>> forms_;
  std::map<std::string, bool> broken_;
  std::vector<std::string> on_the_way_;
  TemplateMistakes mistakes_;
};

}  // namespace

std::string to_string(const TemplateMistake& mistake) {
  std::string text = mistake.file;
  if (!mistake.step.empty()) text += ", step \"" + mistake.step + "\"";
  if (!mistake.field.empty()) text += ", " + mistake.field;
  return text + ": " + mistake.sentence;
}

const v1::RoundTemplate* Templates::find(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &found->second;
}

LoadedTemplates read_templates(const std::map<std::string, std::string>& texts) { return Reading(texts).all(); }

TemplateTexts read_template_files(const std::filesystem::path& folder) {
  std::map<std::string, std::string> texts;
  std::error_code fault;
  if (!std::filesystem::exists(folder, fault) && !fault) return texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
    if (entry.path().extension() != ending) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace(entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  if (fault) return std::unexpected(TemplateMistakes{{folder.string(), "", "", "the folder cannot be read"}});
  return texts;
}

LoadedTemplates load_templates(const std::filesystem::path& folder) {
  auto texts = read_template_files(folder);
  if (!texts) return std::unexpected(std::move(texts.error()));
  if (texts->empty()) return std::unexpected(TemplateMistakes{{folder.string(), "", "", "it holds no *.toml file"}});
  return read_templates(*texts);
}

}  // namespace ramure::codev

// The words of mails, as files that a community may change: see deploy/templates/mail/README.md.
//
//   const auto read = read_template("invitation.fr.txt", text);   // or its mistakes
//   const Letter letter = fill(*read, {{"community", "Territoires"}, {"link", url}, …});
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::mail {

// One line of a list.
struct Line {
  std::string text;
  std::string link = {};  // where its words lead; empty: nowhere
  bool is_prose = false;  // a paragraph of its own, not an item
  bool operator==(const Line&) const = default;
};
using Lines = std::vector<Line>;

struct Paragraph {
  std::string text;  // of a button: its label; of a list: the words above it, perhaps none
  bool is_button = false;
  std::string list = {};  // which list stands under the words; empty: none
  Lines lines = {};       // of it, once it is filled in
};

struct Template {
  std::string subject;
  std::vector<Paragraph> paragraphs;
};

struct TemplateMistake {
  std::string file;
  std::size_t line = 0;  // counted from 1; 0: of the whole file
  std::string sentence;
};
std::string to_string(const TemplateMistake& mistake);  // "invitation.fr.txt, line 9: there is no field {nom}"

inline constexpr std::size_t template_bytes_max = 16 * 1024;

// "invitation.fr.txt"
std::string template_name(std::string_view kind, std::string_view locale);

// The text of each shipped file by its name.
const std::map<std::string, std::string>& shipped_texts();

std::expected<Template, std::vector<TemplateMistake>> read_template(const std::string& name, std::string_view text);

// The one of `folder` (none, if there is no such folder or file), else the shipped one. Mistakes of the folder's file
// go to `mistakes`, and the shipped one is given.
Template template_with(const std::filesystem::path& folder, const std::string& name,
                       std::vector<TemplateMistake>& mistakes);

// Of all files of a community's own folder, also those whose names mean nothing.
std::vector<TemplateMistake> check_templates(const std::filesystem::path& folder);

// Every field of the template must be there.
using Fields = std::map<std::string, std::string>;

// Every list of the template must be there.
using Lists = std::map<std::string, Lines>;

// The template with its fields and lists filled in: what a value holds is never read as a field. Of an empty list the
// words above it are left out, too.
Template fill(const Template& form, const Fields& fields, const Lists& lists = {});

}  // namespace ramure::mail

#include "server/mail/templates.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <utility>

#include "protocol/check.hpp"
#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"

namespace ramure::mail {

namespace {

struct Kind {
  std::string_view name;
  bool is_invitation;
  bool has_reason = false;
};
constexpr std::array kinds{
    Kind{"invitation", true}, Kind{"invitation_account", true},   Kind{"sign_in", false},
    Kind{"password", false},  Kind{"reply_refused", false, true}, Kind{"reply_without_files", false}};
constexpr std::string_view subject_mark = "Subject: ";
constexpr std::string_view button_end = "]({link})";

// Empty for a name that is none of ours.
std::set<std::string, std::less<>> fields_of(std::string_view file_name) {
  for (const Kind& kind : kinds) {
    for (const char* locale : {"fr", "en"}) {
      if (file_name != template_name(kind.name, locale)) continue;
      if (kind.is_invitation) return {"community", "name", "link", "inviter", "until"};
      if (kind.has_reason) return {"community", "name", "link", "reason"};
      return {"community", "name", "link"};
    }
  }
  return {};
}

// What stands before a brace, what it holds, what is left. Nothing in `field`: no brace follows.
struct Piece {
  std::string_view before;
  std::string_view field;
  std::string_view rest;
  bool has_field = false;
};

Piece next_piece(std::string_view text) {
  const std::size_t open = text.find('{');
  const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
  if (close == std::string_view::npos) return {text, {}, {}, false};
  return {text.substr(0, open), text.substr(open + 1, close - open - 1), text.substr(close + 1), true};
}

class TemplateReader {
 public:
  explicit TemplateReader(const std::string& name) : name_(name), fields_(fields_of(name)) {}

  void take(std::string_view text) {
    if (fields_.empty()) return complain(0, "no mail has this name");
    if (text.size() > template_bytes_max)
      return complain(0, "larger than " + std::to_string(template_bytes_max) + " bytes");
    if (!is_utf8(text)) return complain(0, "this is not UTF-8");
    for (std::size_t line = 1; !text.empty(); ++line) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      take_line(line, trimmed(text.substr(0, end), " \t\r"));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    end_paragraph();
    if (form_.subject.empty()) complain(1, "the first line is not \"Subject: …\"");
    if (buttons_ != 1) complain(0, "there has to be one paragraph like [words]({link})");
  }

  Template form_;
  std::vector<TemplateMistake> mistakes_;

 private:
  void take_line(std::size_t line, std::string_view text) {
    if (line == 1) {
      if (text.starts_with(subject_mark)) form_.subject = text.substr(subject_mark.size());
      return check_fields(line, form_.subject, false);
    }
    if (text.empty()) return end_paragraph();
    const bool is_button = text.starts_with('[') && text.ends_with(button_end);
    check_fields(line, text, is_button);
    if (is_button) {
      end_paragraph();
      ++buttons_;
      form_.paragraphs.push_back({std::string(text.substr(1, text.size() - 1 - button_end.size())), true});
      return;
    }
    paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(text);
  }

  void end_paragraph() {
    if (!paragraph_.empty()) form_.paragraphs.push_back({std::exchange(paragraph_, {}), false});
  }

  void check_fields(std::size_t line, std::string_view text, bool may_link) {
    while (!text.empty()) {
      const Piece piece = next_piece(text);
      if (piece.before.find_first_of("{}") != std::string_view::npos) complain(line, "a brace stands alone");
      if (piece.has_field && !fields_.contains(piece.field)) {
        complain(line, "there is no field {" + std::string(piece.field) + "}");
      } else if (piece.has_field && piece.field == "link" && !may_link) {
        complain(line, "{link} stands in the button only");
      }
      text = piece.rest;
    }
  }

  void complain(std::size_t line, const std::string& sentence) { mistakes_.push_back({name_, line, sentence}); }

  const std::string& name_;
  const std::set<std::string, std::less<>> fields_;
  std::string paragraph_;
  std::size_t buttons_ = 0;
};

std::string filled(std::string_view text, const Fields& fields) {
  std::string out;
  while (!text.empty()) {
    const Piece piece = next_piece(text);
    out += piece.before;
    if (piece.has_field) out += fields.at(std::string(piece.field));
    text = piece.rest;
  }
  return out;
}

std::expected<std::string, TemplateMistake> text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(template_bytes_max + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream.bad() || !stream.is_open()) {
    return std::unexpected(TemplateMistake{file.filename().string(), 0, "it cannot be read"});
  }
  return text;
}

std::expected<Template, std::vector<TemplateMistake>> read_file(const std::filesystem::path& file) {
  const auto text = text_of(file);
  if (!text) return std::unexpected(std::vector{text.error()});
  return read_template(file.filename().string(), *text);
}

}  // namespace

std::string to_string(const TemplateMistake& mistake) {
  const std::string line = mistake.line == 0 ? "" : ", line " + std::to_string(mistake.line);
  return mistake.file + line + ": " + mistake.sentence;
}

std::string template_name(std::string_view kind, std::string_view locale) {
  return std::string(kind) + "." + std::string(locale) + ".txt";
}

std::expected<Template, std::vector<TemplateMistake>> read_template(const std::string& name, std::string_view text) {
  TemplateReader reader(name);
  reader.take(text);
  if (!reader.mistakes_.empty()) return std::unexpected(std::move(reader.mistakes_));
  return std::move(reader.form_);
}

Template template_with(const std::filesystem::path& folder, const std::string& name,
                       std::vector<TemplateMistake>& mistakes) {
  std::error_code nothing_there;
  if (!folder.empty() && std::filesystem::is_regular_file(folder / name, nothing_there)) {
    auto own = read_file(folder / name);
    if (own) return std::move(*own);
    mistakes.insert(mistakes.end(), own.error().begin(), own.error().end());
  }
  auto shipped = read_template(name, shipped_texts().at(name));
  CHECK(shipped.has_value(), "the shipped templates are checked by the tests");
  return std::move(*shipped);
}

std::vector<TemplateMistake> check_templates(const std::filesystem::path& folder) {
  std::vector<TemplateMistake> mistakes;
  std::error_code nothing_there;
  for (const auto& entry : std::filesystem::directory_iterator(folder, nothing_there)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".txt") continue;
    const auto read = read_file(entry.path());
    if (!read) mistakes.insert(mistakes.end(), read.error().begin(), read.error().end());
  }
  std::ranges::sort(mistakes, {}, [](const TemplateMistake& each) { return std::pair(each.file, each.line); });
  return mistakes;
}

Template fill(const Template& form, const Fields& fields) {
  Template done{.subject = filled(form.subject, fields), .paragraphs = {}};
  for (const Paragraph& each : form.paragraphs) {
    done.paragraphs.push_back({filled(each.text, fields), each.is_button});
  }
  return done;
}

}  // namespace ramure::mail

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

using Names = std::set<std::string_view>;

struct Kind {
  std::string_view name;
  Names fields;
  Names lists = {};  // each stands on a line of its own
};

const Names of_all{"community", "name", "link"};
const Names of_invitations{"community", "name", "link", "inviter", "until"};

const std::array kinds{Kind{"invitation", of_invitations},
                       Kind{"invitation_account", of_invitations},
                       Kind{"sign_in", of_all},
                       Kind{"password", of_all},
                       Kind{"new_client", {"community", "name", "link", "client", "when"}},
                       Kind{"reply_refused", {"community", "name", "link", "reason"}},
                       Kind{"reply_without_files", of_all},
                       Kind{"notice", of_all, {"notices", "stop"}},
                       Kind{"digest", of_all, {"word", "notices", "news", "coming", "fresh_start", "stop"}}};
constexpr std::string_view subject_mark = "Subject: ";
constexpr std::string_view button_end = "]({link})";
constexpr std::string_view stop_list = "stop";  // what comes unasked says how to stop it

// Null for a name that is none of ours.
const Kind* kind_of(std::string_view file_name) {
  for (const Kind& kind : kinds) {
    for (const char* locale : {"fr", "en"}) {
      if (file_name == template_name(kind.name, locale)) return &kind;
    }
  }
  return nullptr;
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
  explicit TemplateReader(const std::string& name) : name_(name), kind_(kind_of(name)) {}

  void take(std::string_view text) {
    if (kind_ == nullptr) return complain(0, "no mail has this name");
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
    if (kind_->lists.contains(stop_list) && !lists_.contains(stop_list)) {
      complain(0, "there has to be a line {stop}: what comes unasked says how to stop it");
    }
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
    if (const std::string_view list = list_in(text); !list.empty()) return take_list(line, list);
    const bool is_button = text.starts_with('[') && text.ends_with(button_end);
    check_fields(line, text, is_button);
    if (is_button) {
      end_paragraph();
      ++buttons_;
      form_.paragraphs.push_back(
          {.text = std::string(text.substr(1, text.size() - 1 - button_end.size())), .is_button = true});
      return;
    }
    paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(text);
  }

  // The name in "{news}"; empty when the line is none of these.
  std::string_view list_in(std::string_view text) const {
    const bool is_braced = text.size() > 2 && text.front() == '{' && text.back() == '}';
    const std::string_view name = is_braced ? text.substr(1, text.size() - 2) : std::string_view();
    return kind_->lists.contains(name) ? name : std::string_view();
  }

  void take_list(std::size_t line, std::string_view name) {
    if (!lists_.emplace(name).second) complain(line, "{" + std::string(name) + "} stands here for the second time");
    form_.paragraphs.push_back({.text = std::exchange(paragraph_, {}), .list = std::string(name)});
  }

  void end_paragraph() {
    if (!paragraph_.empty()) form_.paragraphs.push_back({.text = std::exchange(paragraph_, {})});
  }

  void check_fields(std::size_t line, std::string_view text, bool may_link) {
    while (!text.empty()) {
      const Piece piece = next_piece(text);
      if (piece.before.find_first_of("{}") != std::string_view::npos) complain(line, "a brace stands alone");
      if (piece.has_field && kind_->lists.contains(piece.field)) {
        complain(line, "{" + std::string(piece.field) + "} stands on a line of its own");
      } else if (piece.has_field && !kind_->fields.contains(piece.field)) {
        complain(line, "there is no field {" + std::string(piece.field) + "}");
      } else if (piece.has_field && piece.field == "link" && !may_link) {
        complain(line, "{link} stands in the button only");
      }
      text = piece.rest;
    }
  }

  void complain(std::size_t line, const std::string& sentence) { mistakes_.push_back({name_, line, sentence}); }

  const std::string& name_;
  const Kind* const kind_;
  std::set<std::string, std::less<>> lists_;
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

Template fill(const Template& form, const Fields& fields, const Lists& lists) {
  Template done{.subject = filled(form.subject, fields), .paragraphs = {}};
  for (const Paragraph& each : form.paragraphs) {
    Paragraph paragraph = each;
    paragraph.text = filled(each.text, fields);
    if (!each.list.empty()) paragraph.lines = lists.at(each.list);
    if (each.list.empty() || !paragraph.lines.empty()) done.paragraphs.push_back(std::move(paragraph));
  }
  return done;
}

}  // namespace ramure::mail

#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

namespace ramure::tidy {

namespace {

constexpr std::array skipped_anywhere{".git", "node_modules", ".cache"};
constexpr std::array skipped_at_the_root{"build", "data"};

template <std::size_t count>
bool is_one_of(const std::array<const char*, count>& names, const std::filesystem::path& path) {
  return std::ranges::any_of(names, [&](const char* name) { return path == name; });
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Blanks comments, and if asked what is inside literals, keeping every line where it is.
class Blanker {
 public:
  Blanker(std::string_view text, bool literals_too) : text_(text), out_(text), literals_too_(literals_too) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (starts("//")) blank_until("\n", 0);
      else if (starts("/*")) blank_until("*/", 2);
      else if (starts("R\"") && (at_ == 0 || !is_name_character(text_[at_ - 1]))) raw_string();
      else if (text_[at_] == '"') literal('"');
      else if (text_[at_] == '\'' && !is_digit_separator()) literal('\'');
      else ++at_;
    }
    return out_;
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool is_digit_separator() const { return at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0; }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < out_.size(); ++i) {
      if (out_[i] != '\n') out_[i] = ' ';
    }
  }
  void blank_until(std::string_view end, std::size_t end_size) {
    const auto found = text_.find(end, at_);
    const auto stop = found == std::string_view::npos ? text_.size() : found + end_size;
    blank(at_, stop);
    at_ = stop;
  }
  void literal(char quote) {
    const auto start = ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') at_ += text_[at_] == '\\' ? 2 : 1;
    if (literals_too_) blank(start, at_);
    ++at_;
  }
  void raw_string() {
    const auto open = text_.find('(', at_);
    const auto delimiter = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const auto close = std::min(text_.find(delimiter, open), text_.size());
    if (literals_too_) blank(open + 1, close);
    at_ = std::min(close + delimiter.size(), text_.size());
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
  bool literals_too_;
};

}  // namespace

const SourceFile* Tree::find(std::string_view path) const {
  const auto found = std::ranges::find(files, path, &SourceFile::path);
  return found == files.end() ? nullptr : &*found;
}

bool Tree::has_folder(std::string_view path) const {
  const std::string prefix = std::string(path) + "/";
  return std::ranges::any_of(files, [&](const SourceFile& file) { return file.is_in(prefix); });
}

SourceFile make_file(std::string path, std::string_view text) {
  SourceFile file;
  file.path = std::move(path);
  file.lines = split_lines(text);
  file.uncommented = file.is_cpp() ? split_lines(Blanker(text, false).run()) : file.lines;
  file.code = file.is_cpp() ? split_lines(Blanker(text, true).run()) : file.lines;
  return file;
}

Tree load_tree(const std::filesystem::path& root) {
  Tree tree;
  auto entry = std::filesystem::recursive_directory_iterator(root);
  for (; entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    const auto path = entry->path().lexically_relative(root);
    if (is_one_of(skipped_anywhere, path.filename()) || is_one_of(skipped_at_the_root, path)) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      std::ifstream in(entry->path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      if (text.find('\0') != std::string::npos) continue;
      tree.files.push_back(make_file(path.generic_string(), text));
    }
  }
  std::ranges::sort(tree.files, {}, &SourceFile::path);
  return tree;
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  for (std::size_t i = 0; i < file.uncommented.size(); ++i) {
    const std::string& line = file.uncommented[i];
    if (!line.starts_with("#include ") || line.size() < 11) continue;
    const auto end = line.find_first_of("\">", 10);
    if (end != std::string::npos) includes.push_back({i + 1, line.substr(10, end - 10)});
  }
  return includes;
}

bool has_word(std::string_view line, std::string_view word) {
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const char before = at == 0 ? ' ' : line[at - 1];
    const bool member = before == '.' || (before == '>' && at > 1 && line[at - 2] == '-');
    const auto after = at + word.size();
    if (!is_name_character(before) && !member && (after == line.size() || !is_name_character(line[after]))) return true;
  }
  return false;
}

}  // namespace ramure::tidy

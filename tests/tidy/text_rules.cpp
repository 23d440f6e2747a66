#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

constexpr std::size_t readme_lines_max = 80;

bool is_document(const SourceFile& file) { return file.path.ends_with(".md"); }
bool is_demo_data(const SourceFile& file) { return file.is_in("deploy/demo/") && !file.path.ends_with("README.md"); }

bool exists(const Tree& tree, const std::string& path) { return tree.find(path) != nullptr || tree.has_folder(path); }

// "## How one message travels" → "how-one-message-travels", as code hosts make their anchors
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80)
      anchor += static_cast<char>(std::tolower(byte));
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

bool has_anchor(const SourceFile& document, std::string_view anchor) {
  return std::ranges::any_of(document.lines, [&](std::string_view line) {
    const auto text = line.find_first_not_of('#');
    return text != 0 && text != std::string_view::npos && line[text] == ' ' &&
           anchor_of(line.substr(text + 1)) == anchor;
  });
}

// What stands between an opening and a closing mark, wherever they are in the line.
std::vector<std::string> between(std::string_view line, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (auto at = line.find(open); at != std::string_view::npos; at = line.find(open, at)) {
    const auto start = at + open.size();
    const auto end = line.find(close, start);
    if (end == std::string_view::npos) break;
    found.emplace_back(line.substr(start, end - start));
    at = end + close.size();
  }
  return found;
}

// Empty when the link leads somewhere, or is not ours to follow.
std::string broken_link(const Tree& tree, const SourceFile& document, const std::string& link) {
  if (link.find("://") != std::string::npos || link.starts_with("mailto:")) return "";
  const auto hash = link.find('#');
  const std::string target = link.substr(0, hash);
  const auto folder = std::filesystem::path(document.path).parent_path();
  std::string path = target.empty() ? document.path : (folder / target).lexically_normal().generic_string();
  if (path.ends_with('/')) path.pop_back();
  if (path != "." && !exists(tree, path)) return "this link leads nowhere: " + link;
  const SourceFile* linked = tree.find(path);
  if (hash != std::string::npos && linked != nullptr && is_document(*linked) &&
      !has_anchor(*linked, link.substr(hash + 1))) {
    return "there is no such heading: " + link;
  }
  return "";
}

// The path that a `span` names: below one of our folders, or the bare name of a source file. Empty when it names none.
std::string path_in(const std::string& span) {
  static const std::vector<std::string_view> folders{"protocol/",   "storage/", "server/", "client-cli/",
                                                     "client-web/", "tests/",   "deploy/"};
  std::string path = span.substr(0, span.find_first_of(" :,#"));
  if (path.starts_with("./")) path.erase(0, 2);
  const bool is_below = std::ranges::any_of(folders, [&](std::string_view folder) { return path.starts_with(folder); });
  const bool is_bare = path.find('/') == std::string::npos && (path.ends_with(".hpp") || path.ends_with(".cpp"));
  if ((!is_below && !is_bare) || path.find_first_of("*<{…") != std::string::npos) return "";
  while (path.ends_with('/')) path.pop_back();
  return path;
}

bool exists_by_name(const Tree& tree, const std::string& name) {
  return name.find('/') == std::string::npos &&
         std::ranges::any_of(tree.files, [&](const SourceFile& file) { return file.path.ends_with("/" + name); });
}

// `path` as the beginning of one: "../pages/home/" is somewhere else.
bool has_absolute_path(std::string_view line, std::string_view path) {
  for (auto at = line.find(path); at != std::string_view::npos; at = line.find(path, at + 1)) {
    const bool goes_on = at > 0 && (std::isalnum(static_cast<unsigned char>(line[at - 1])) != 0 ||
                                    std::string_view("._-~}").contains(line[at - 1]));
    if (!goes_on) return true;
  }
  return false;
}

}  // namespace

Complaints check_words(const Tree& tree) {
  // Written in two halves, so that this file does not complain about itself.
  static const std::array<std::string, 4> put_off{
      "TO"
      "DO",
      "FIX"
      "ME",
      "XX"
      "X",
      "HA"
      "CK"};
  static const std::array<std::string, 3> machine_paths{
      "/wo"
      "rk/",
      "/ro"
      "ot/",
      "/ho"
      "me/"};
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (is_demo_data(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& word : put_off) {
        if (has_word(file.lines[i], word)) complaints.push_back({file.path, i + 1, word + ": do it, or file an issue"});
      }
      for (const std::string& path : machine_paths) {
        if (has_absolute_path(file.lines[i], path))
          complaints.push_back({file.path, i + 1, path + " is a path of one machine"});
      }
    }
  }
  return complaints;
}

Complaints check_links(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!is_document(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& link : between(file.lines[i], "](", ")")) {
        const std::string problem = broken_link(tree, file, link);
        if (!problem.empty()) complaints.push_back({file.path, i + 1, problem});
      }
    }
  }
  return complaints;
}

Complaints check_named_paths(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    if (!is_document(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& span : between(file.lines[i], "`", "`")) {
        const std::string path = path_in(span);
        if (!path.empty() && !exists(tree, path) && !exists_by_name(tree, path)) {
          complaints.push_back({file.path, i + 1, "this path is not there: " + path});
        }
      }
    }
  }
  return complaints;
}

Complaints check_readmes(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree.files) {
    const auto slash = file.path.find('/');
    if (slash == std::string::npos || file.path.starts_with(".")) continue;
    const auto second = file.path.find('/', slash + 1);
    const bool is_room = second != std::string::npos && (file.is_in("server/") || file.is_in("deploy/"));
    const std::string folder = file.path.substr(0, is_room ? second : slash);
    const bool said = std::ranges::any_of(complaints, [&](const Complaint& c) { return c.path == folder; });
    if (!said && tree.find(folder + "/README.md") == nullptr)
      complaints.push_back({folder, 0, "this folder has no README.md"});
    if (file.path == folder + "/README.md" && file.lines.size() > readme_lines_max) {
      complaints.push_back(
          {file.path, 0, "a README is at most a page, " + std::to_string(readme_lines_max) + " lines"});
    }
  }
  return complaints;
}

}  // namespace ramure::tidy

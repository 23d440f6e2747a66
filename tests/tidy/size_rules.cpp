#include <map>
#include <set>
#include <string_view>

#include "tests/tidy/rules.hpp"

namespace ramure::tidy {

namespace {

constexpr std::size_t file_lines_max = 400;
constexpr std::size_t function_lines_max = 70;
constexpr std::string_view reasons_path = "tests/tidy/reasons.txt";

// What reasons.txt excuses: key → line number.
std::map<std::string, std::size_t> read_reasons(const Tree& tree) {
  std::map<std::string, std::size_t> reasons;
  const SourceFile* file = tree.find(reasons_path);
  if (file == nullptr) return reasons;
  for (std::size_t i = 0; i < file->lines.size(); ++i) {
    const std::string& line = file->lines[i];
    const auto colon = line.find(": ");
    if (!line.starts_with("#") && colon != std::string::npos) reasons.emplace(line.substr(0, colon), i + 1);
  }
  return reasons;
}

bool is_written_by_hand(const SourceFile& file) {
  return file.is_cpp() || file.path.ends_with(".proto") || file.path.ends_with(".sql") ||
         file.path.ends_with(".cmake") || file.path.ends_with("CMakeLists.txt") ||
         (!file.lines.empty() && file.lines[0].starts_with("#!"));
}

struct Function {
  std::size_t line;  // of its head, counted from 1
  std::size_t size;  // in lines, head and closing brace included
  std::string name;
};

bool opens_a_type(std::string_view head) {
  for (const std::string_view word :
       {"namespace", "class", "struct", "enum", "union", "extern \"C\" {", "template <"}) {
    if (head.starts_with(word) && (word != "template <" || head.find('(') == std::string_view::npos)) return true;
  }
  return false;
}

// "Answer decide(const View& view) {" → "decide"; "TEST(Feed, Wakes) {" → "TEST(Feed, Wakes)"
std::string name_of(std::string_view head) {
  const auto parenthesis = head.find('(');
  if (parenthesis == std::string_view::npos) return std::string(head);
  if (head.starts_with("TEST")) return std::string(head.substr(0, head.find(')') + 1));
  const auto start = head.find_last_of(" *&", parenthesis);
  return std::string(head.substr(start == std::string_view::npos ? 0 : start + 1,
                                 parenthesis - (start == std::string_view::npos ? 0 : start + 1)));
}

// Functions at namespace level. Namespaces are not indented here, so such a function ends with a bare "}" in the
// first column, and its head is the first line in that column since the line that ended something before.
std::vector<Function> functions_of(const SourceFile& file) {
  std::vector<Function> functions;
  std::size_t head = 0;  // line number, 0 for none
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    const std::string_view line = file.code[i];
    if (line.empty() || line[0] == ' ' || line[0] == '#') continue;
    if (line.starts_with("}") && head != 0) {
      const std::string& first = file.code[head - 1];
      if (line.find_first_not_of(" }") == std::string_view::npos && !opens_a_type(first)) {
        functions.push_back({head, i + 2 - head, name_of(first)});
      }
      head = 0;
    } else if (line.starts_with("}") || line.starts_with("namespace") || line.ends_with(";")) {
      head = 0;
    } else if (head == 0) {
      head = i + 1;
    }
  }
  return functions;
}

// Keys of all that is longer than it should be: "path" or "path#function".
std::map<std::string, Complaint> oversized(const Tree& tree, bool want_functions) {
  std::map<std::string, Complaint> found;
  for (const SourceFile& file : tree.files) {
    if (!is_written_by_hand(file)) continue;
    if (!want_functions && file.lines.size() > file_lines_max) {
      found.emplace(
          file.path,
          Complaint{file.path, 0, std::to_string(file.lines.size()) + " lines; split it, or say why in reasons.txt"});
    }
    if (!want_functions || !file.is_cpp()) continue;
    for (const Function& function : functions_of(file)) {
      if (function.size <= function_lines_max) continue;
      found.emplace(file.path + "#" + function.name, Complaint{file.path, function.line,
                                                               function.name + " has " + std::to_string(function.size) +
                                                                   " lines; split it, or say why in reasons.txt"});
    }
  }
  return found;
}

Complaints without_reason(const Tree& tree, bool want_functions) {
  const auto reasons = read_reasons(tree);
  Complaints complaints;
  for (const auto& [key, complaint] : oversized(tree, want_functions)) {
    if (!reasons.contains(key)) complaints.push_back(complaint);
  }
  return complaints;
}

}  // namespace

Complaints check_file_sizes(const Tree& tree) { return without_reason(tree, false); }

Complaints check_function_sizes(const Tree& tree) { return without_reason(tree, true); }

Complaints check_reasons(const Tree& tree) {
  const auto files = oversized(tree, false);
  const auto functions = oversized(tree, true);
  Complaints complaints;
  for (const auto& [key, line] : read_reasons(tree)) {
    if (!files.contains(key) && !functions.contains(key)) {
      complaints.push_back({std::string(reasons_path), line, key + " needs no reason any more"});
    }
  }
  return complaints;
}

}  // namespace ramure::tidy

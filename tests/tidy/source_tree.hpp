// The repository as the tidy rules see it: text files with their paths, and for C++ the code alone.
//
//   const Tree tree = load_tree(RAMURE_SOURCE_DIR);
//   for (const Complaint& complaint : check_banned_calls(tree)) …
//
// A self-test makes its own small tree: Tree{{make_file("server/net/a.cpp", "#include …")}}.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::tidy {

struct SourceFile {
  std::string path;                      // from the root of the repository, with slashes
  std::vector<std::string> lines;        // as they are written
  std::vector<std::string> uncommented;  // C++ without its comments, same lines; otherwise as `lines`
  std::vector<std::string> code;  // C++ without comments and without what is inside literals; otherwise as `lines`

  bool is_cpp() const { return path.ends_with(".cpp") || path.ends_with(".hpp"); }
  bool is_in(std::string_view folder) const { return path.starts_with(folder); }
};

struct Include {
  std::size_t line;  // counted from 1
  std::string path;
};

struct Tree {
  std::vector<SourceFile> files;

  const SourceFile* find(std::string_view path) const;
  bool has_folder(std::string_view path) const;
};

SourceFile make_file(std::string path, std::string_view text);

// Every text file below the root, without build results, data folders and git's own files.
Tree load_tree(const std::filesystem::path& root);

std::vector<Include> includes_of(const SourceFile& file);

// Whether `word` stands in the line as a whole word, not as part of a longer name and not as a member (`x.word`).
bool has_word(std::string_view line, std::string_view word);

}  // namespace ramure::tidy

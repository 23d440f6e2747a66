// Writes texts as .docx and .odt, and beside each the words that must be found in it: for tests/office/run, which has
// LibreOffice open them.
//
//   office_files FOLDER TEXT…
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/files/office_document.hpp"

namespace {

using namespace ramure::files;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

// One piece a line, as it stands in the text.
void add_words(const Spans& spans, std::string& words) {
  for (const Span& span : spans) {
    const std::size_t first = span.text.find_first_not_of(' ');
    if (first == std::string::npos || span.text.find_first_of("\t\r\n") != std::string::npos) continue;
    const bool has_many_spaces = span.text.find("  ", first) != std::string::npos;
    if (!has_many_spaces) words += span.text.substr(first, span.text.find_last_not_of(' ') + 1 - first) + "\n";
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: office_files FOLDER TEXT…\n";
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  for (int i = 2; i < count; ++i) {
    const std::filesystem::path source = arguments[i], base = folder / source.stem();
    const OfficeDocument document{.language = Language::french,
                                  .title = source.stem().string() + " <&\">",
                                  .blocks = rich_text_of_markdown(read(source))};
    std::string words;
    for (const RichBlock& block : document.blocks) {
      add_words(block.spans, words);
      for (const auto& row : block.rows) {
        for (const Spans& cell : row) add_words(cell, words);
      }
    }
    write(base.string() + ".docx", word_file(document));
    write(base.string() + ".odt", open_document_file(document));
    write(base.string() + ".words", words);
  }
  return 0;
}

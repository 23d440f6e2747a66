// A text as a file of a word processor: for Word (.docx, ECMA-376) and for LibreOffice (.odt, OpenDocument 1.2). Pure:
// made from the same blocks, opened by LibreOffice in a test (tests/office/). Nothing in it is fetched, computed or
// run.
#pragma once

#include <string>
#include <vector>

#include "server/files/rich_text.hpp"
#include "server/files/words.hpp"

namespace ramure::files {

struct OfficeDocument {
  Language language = Language::french;
  std::string title;  // of the file, where programs show one; the text brings its own
  std::vector<RichBlock> blocks;
};

std::string word_file(const OfficeDocument& document);
std::string open_document_file(const OfficeDocument& document);

inline constexpr const char* word_media_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr const char* open_document_media_type = "application/vnd.oasis.opendocument.text";

// Words of strangers between tags or in an attribute: what XML 1.0 has no place for is gone.
std::string escaped_xml(std::string_view text);

}  // namespace ramure::files

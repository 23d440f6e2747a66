// A thread as a document that stands alone and that a person can read.
#pragma once

#include <span>
#include <string>

#include "client-cli/state/names.hpp"

namespace ramure::cli {

// Markdown; bodies stay as they were written, headings in them one level lower than the document's own.
std::string markdown_document(const Names& names, const v1::Thread& thread, std::span<const v1::Message> messages);

// One self-contained HTML page: no script, no outside address, `lang`, headings; bodies rendered by cmark-gfm in its
// safe mode (raw HTML and dangerous links are dropped).
std::string html_document(const Names& names, const v1::Thread& thread, std::span<const v1::Message> messages);

// {"thread": …, "messages": […]}, in Protobuf's JSON mapping.
std::string json_document(const v1::Thread& thread, std::span<const v1::Message> messages);

}  // namespace ramure::cli

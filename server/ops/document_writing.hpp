// How a text comes to read as a document does: in the small steps in which people write, a few lines at a time. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/roadmap/changes.hpp"

namespace ramure::ops {

// Changes to be made one after the other, each on the text that the one before it leaves. `headings`: the parts of the
// document to be written, by how their headings begin ("## 2."); none: all of it. Both have at most
// corpus_document_lines_max lines.
std::vector<roadmap::Change> writing_of(std::u16string_view text, std::u16string_view document,
                                        const std::vector<std::u16string>& headings);

}  // namespace ramure::ops

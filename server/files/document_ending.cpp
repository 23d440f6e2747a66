#include "server/files/document.hpp"

namespace ramure::files {

namespace {

std::string number_of(Language language, std::uint64_t count, Words one, Words several) {
  return std::to_string(count) + " " + in(language, count < 2 ? one : several);
}

}  // namespace

std::string counted(Language language, const Numbers& numbers) {
  std::string text = number_of(language, numbers.messages, {"message", "message"}, {"messages", "messages"});
  if (numbers.erased > 0) {
    text += filled(in(language, {" (dont {} effacé(s))", " ({} erased)"}), std::to_string(numbers.erased));
  }
  if (numbers.files > 0) {
    text += ", " + number_of(language, numbers.files, {"fichier", "file"}, {"fichiers", "files"});
    text += filled(in(language, {", dont {} dans ce document", ", {} of them inside this document"}),
                   std::to_string(numbers.files_inside));
    if (numbers.files_inside < numbers.files && numbers.inside_bytes_max > 0) {
      text += filled(in(language, {" (jusqu’à {} en tout)", " (up to {} altogether)"}),
                     size_text(language, numbers.inside_bytes_max));
    }
  }
  text += ". ";
  text += filled(in(language, {"Exporté le {}", "Exported on {}"}), numbers.exported_at);
  return text + filled(in(language, {" (heures\u00A0: {}).", " (times: {})."}), numbers.zone);
}

std::string how_to_check(Language language, const Numbers& numbers) {
  return filled(
      in(language, {"SHA-256 des {} premiers octets de ce fichier\u00A0: ", "SHA-256 of the first {} bytes of this file: "}),
      std::to_string(numbers.content_bytes));
}

}  // namespace ramure::files

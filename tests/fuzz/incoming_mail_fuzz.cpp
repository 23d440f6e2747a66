// Any bytes as a mail: reading it and taking the person's words out of it must end, and give what may be posted.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "protocol/utf8.hpp"
#include "server/community/answer_files.hpp"
#include "server/mail/incoming_message.hpp"
#include "server/mail/reply_text.hpp"
#include "server/mail/secret_links.hpp"
#include "server/mail/sent_file_name.hpp"

namespace {

using namespace ramure;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view bytes) {
  const mail::IncomingMessage message = mail::read_incoming(bytes);
  require(is_utf8(message.words) && is_utf8(message.subject));
  require(message.words.size() <= mail::words_bytes_max && message.addressees.size() <= mail::addressees_max);
  const std::string words = mail::own_words(message.words);
  require(is_utf8(words));
  for (const char byte : words) require(static_cast<unsigned char>(byte) >= 0x20 || byte == '\n');
  const std::string told =
      mail::without_secret_links(words, {.site = "https://ramure.exemple.fr", .reply_base = "reply@exemple.fr"});
  require(is_utf8(told) && !told.contains("/lien#") && !told.contains("/desabonnement/"));
  for (std::size_t i = 0; i < message.files.size(); ++i) {
    require(!message.files[i].bytes.empty());
    require(community::check_file_name(mail::sent_file_name(message.files[i].name, i)).has_value());
  }
  (void)mail::own_words(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 20'000) return 0;
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}

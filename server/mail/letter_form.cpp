#include "server/mail/letter_form.hpp"

#include "server/identity/tokens.hpp"
#include "server/log.hpp"

namespace ramure::mail {

Template letter_form(const std::filesystem::path& folder, std::string_view kind, std::string_view locale) {
  std::vector<TemplateMistake> mistakes;
  Template form = template_with(folder, template_name(kind, locale), mistakes);
  for (const TemplateMistake& mistake : mistakes) {
    log_warning("a community's own template of a mail has a mistake: the shipped one is sent",
                {{"mistake", to_string(mistake)}});
  }
  return form;
}

std::string message_id_of(std::string_view key, const std::string& from_address) {
  static constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t digits_max = 40;
  std::string id = "<";
  for (const unsigned char byte : identity::hash_of_token(key)) {
    if (id.size() > digits_max) break;
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
  return id + "@" + from_address.substr(from_address.find('@') + 1) + ">";
}

}  // namespace ramure::mail

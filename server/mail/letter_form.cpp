#include "server/mail/letter_form.hpp"

#include "protocol/hex.hpp"
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

std::string message_id_of(std::string_view secret, const std::string& from_address) {
  constexpr std::size_t digits_max = 40;
  const identity::TokenHash hash = identity::hash_of_token("Message-ID\n" + std::string(secret));
  return "<" + hex_of(identity::bytes_of(hash)).substr(0, digits_max) + "@" +
         from_address.substr(from_address.find('@') + 1) + ">";
}

}  // namespace ramure::mail

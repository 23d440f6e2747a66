// What our mails tell their reader alone, and what no thread may therefore show when somebody answers them and keeps
// what they said: links that sign in or stop mails (…/lien#TOKEN, …/mot-de-passe#, …/invitation#, …/desabonnement/),
// and addresses to answer to (reply+TOKEN@…). Pure.
//
// It looks at the words themselves, not at where they stand: mail programs quote in more ways than we know. Links are
// taken out of any site, also where they are cut over two lines, or wrapped in the address of a program that looks at
// links before people do.
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

struct SecretPlaces {
  std::string_view site;        // "https://ramure.exemple.fr"
  std::string_view reply_base;  // "reply@exemple.fr"
};

// `text`: without control characters but \n. Lines that held nothing else are gone, too.
std::string without_secret_links(std::string_view text, const SecretPlaces& places);

}  // namespace ramure::mail

// Every sentence stands once, in both languages, where it is said:  t({"Non envoyé", "Not sent"}).
#pragma once

#include <string>
#include <string_view>

#include "client-cli/environment.hpp"

namespace ramure::cli {

struct Words {
  const char* french;
  const char* english;
};

// Set once, in main(), before anything is said.
void speak(Language language);
Language language();
const char* t(Words words);

// Replaces each {} in turn.
std::string t(Words words, std::initializer_list<std::string_view> values);

}  // namespace ramure::cli

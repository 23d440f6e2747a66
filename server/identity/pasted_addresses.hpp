// A list of addresses as people paste it out of a mail or a table: who is meant by each, and what could not be read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/accounts.pb.h"

namespace ramure::identity {

struct PastedAddress {
  std::size_t line = 0;  // counted from 1
  std::string text;      // as it stands there, without the space around it
  std::string name, address;
  v1::AddressFault fault = v1::ADDRESS_FAULT_UNSPECIFIED;  // then name and address mean nothing
};

// One on a line, or several between ; and , (a sign between quotation marks, or in <…>, divides nothing):
//
//   Jeanne Martin <jeanne.martin@exemple.fr>      jeanne.martin@exemple.fr; paul@exemple.fr
//   "Martin, Jeanne" <jeanne.martin@exemple.fr>   Jeanne Martin jeanne.martin@exemple.fr
//
// Without a name, one is guessed from the address: whoever comes is asked how her name is written. An address is a name
// to sign in with, too (passwords.hpp), so it is made of ASCII. In the order of the list; the same address once, as it
// stands there first.
std::vector<PastedAddress> read_pasted_addresses(std::string_view pasted);

// "jean-luc.martin@exemple.fr": « Jean-Luc Martin ».
std::string name_guessed_from(std::string_view address);

}  // namespace ramure::identity

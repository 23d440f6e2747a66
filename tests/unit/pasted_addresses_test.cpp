// Lists of addresses as they come out of mails and tables.
#include "server/identity/pasted_addresses.hpp"

#include <gtest/gtest.h>

namespace ramure::identity {
namespace {

// "Nom <adresse>" of each, or "line: !fault" of what could not be read.
std::vector<std::string> read(std::string_view pasted) {
  std::vector<std::string> people;
  for (const PastedAddress& each : read_pasted_addresses(pasted)) {
    people.push_back(each.fault == v1::ADDRESS_FAULT_UNSPECIFIED
                         ? each.name + " <" + each.address + ">"
                         : std::to_string(each.line) + ": !" + v1::AddressFault_Name(each.fault).substr(14));
  }
  return people;
}
using People = std::vector<std::string>;

TEST(PastedAddresses, OneOnALineWithOrWithoutAName) {
  EXPECT_EQ(read("jeanne.martin@exemple.fr\n\n  Paul Le Gall <paul@exemple.fr> \r\n"),
            (People{"Jeanne Martin <jeanne.martin@exemple.fr>", "Paul Le Gall <paul@exemple.fr>"}));
}

TEST(PastedAddresses, SemicolonsAndCommasDivideButNotInsideANameOrAnAddress) {
  EXPECT_EQ(read("a@exemple.fr; Bé Ro <b@exemple.fr>,c@exemple.fr;"),
            (People{"A <a@exemple.fr>", "Bé Ro <b@exemple.fr>", "C <c@exemple.fr>"}));
  EXPECT_EQ(read("\"Martin, Jeanne\" <j@exemple.fr>, 'Paul' <p@exemple.fr>"),
            (People{"Martin, Jeanne <j@exemple.fr>", "Paul <p@exemple.fr>"}));
  EXPECT_EQ(read("l\"eau <a@exemple.fr>, b@exemple.fr").size(), 2U) << "a mark that nothing closes";
}

TEST(PastedAddresses, WhatTablesAndMailProgramsMakeOfThem) {
  EXPECT_EQ(read("Jeanne Martin\tjeanne@exemple.fr\npaul@exemple.fr (Paul Gall)\nmailto:c@exemple.fr"),
            (People{"Jeanne Martin <jeanne@exemple.fr>", "Paul Gall <paul@exemple.fr>", "C <c@exemple.fr>"}));
  EXPECT_EQ(read("\uFEFFJeanne\u00A0Martin <jeanne@exemple.fr>\u200B"), (People{"Jeanne Martin <jeanne@exemple.fr>"}));
  EXPECT_EQ(read("a@exemple.fr b@exemple.fr"), (People{"A <a@exemple.fr>", "B <b@exemple.fr>"}));
}

TEST(PastedAddresses, WhatCannotBeReadIsToldByItsLineAndTheRestIsTaken) {
  EXPECT_EQ(read("Jeanne Martin\na@exemple.fr\njean@\n@exemple.fr\na@b\nélodie@exemple.fr\na@exemple..fr\na@b@c.fr"),
            (People{"1: !NO_ADDRESS", "A <a@exemple.fr>", "3: !NOT_READABLE", "4: !NOT_READABLE", "5: !NOT_READABLE",
                    "6: !NOT_READABLE", "7: !NOT_READABLE", "8: !NOT_READABLE"}));
  EXPECT_EQ(read(std::string(96, 'a') + "@b.fr"), (People{"1: !NOT_READABLE"})) << "longer than a name to sign in with";
  EXPECT_EQ(read_pasted_addresses(" Jeanne  \n")[0].text, "Jeanne");
}

TEST(PastedAddresses, APersonIsTakenOnce) {
  EXPECT_EQ(read("Jeanne <Jeanne@Exemple.fr>\njeanne@exemple.fr"), (People{"Jeanne <Jeanne@Exemple.fr>"}));
  EXPECT_EQ(read(""), People{});
  EXPECT_EQ(read(" ;,\n\n"), People{});
}

TEST(PastedAddresses, ANameIsGuessedFromTheAddress) {
  EXPECT_EQ(name_guessed_from("jean-luc.martin@exemple.fr"), "Jean-Luc Martin");
  EXPECT_EQ(name_guessed_from("m_durand+codev@exemple.fr"), "M Durand");
  EXPECT_EQ(name_guessed_from("mairie@exemple.fr"), "Mairie");
}

}  // namespace
}  // namespace ramure::identity

// What the values of search operators name: statut:levé, type:frein, auteur:nadia, territoire:kerlohan. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ramure/v1/model.pb.h"

namespace ramure::storage {

// A state of a thread that statut: can ask for. Several obstacle statuses make a family (« levés ou contournés »).
struct StatusName {
  enum class What { obstacle, resolved, unresolved, archived } what = What::obstacle;
  std::vector<v1::ObstacleStatus> obstacle_statuses;  // with What::obstacle
};

// French names as on screen, with or without accents, in either gender and number; English ones too. nullopt when
// nothing is called so.
std::optional<StatusName> status_named(std::string_view typed);
std::optional<v1::ThreadKind> thread_kind_named(std::string_view typed);

// Whether the name of a person, theme, territory or channel is meant: every word typed is the beginning of a word of
// the name, in any order, accents and case aside. "benh nadia" means Nadia Benhaddou; "kerlohan" means Pays de
// Kerlohan; "tiers lieux" means Tiers lieux & dialogue territorial. Something without words means nothing.
bool name_is_meant(std::string_view typed, std::string_view name);

}  // namespace ramure::storage

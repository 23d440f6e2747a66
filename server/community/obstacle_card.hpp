// What an obstacle (« frein ») must say, and the ways of its status (domain guide, section 3).
#pragma once

#include "ramure/v1/model.pb.h"
#include "server/community/refuse.hpp"

namespace ramure::community {

bool is_shared(v1::ObstacleScope scope);  // with the community

// `field` is the card's path, "declare_obstacle.card".
Checked check_card(std::string_view field, const v1::Obstacle& card);

// What is required before the community sees it: a context and a nature. (The theme is the thread's.)
Checked check_complete(std::string_view field, const v1::Obstacle& card);

// The card as people write it: without scope, status and outcome, which have commands of their own.
v1::Obstacle wording_of(const v1::Obstacle& card);

// Whether an obstacle can go from one status to another: a draft is opened or archived, an archived one opened again,
// nothing becomes a draft; between the others one may go back and forth, for one obstacle may feed several rounds.
bool may_move(v1::ObstacleStatus from, v1::ObstacleStatus to);

// « Proposé en codev », « En codev », « Levé », « Contourné », « Persistant »: for the author and the pair alone.
bool is_for_pair_to_say(v1::ObstacleStatus status);

// « Ce qui a marché » is told of what was lifted or bypassed.
bool takes_outcome(v1::ObstacleStatus status);

}  // namespace ramure::community

// The places that every community has, whoever is in it: the founding opens them, and `serve` those that a community of
// an older release lacks (ops/missing_places.hpp).
#pragma once

#include <array>
#include <string_view>

#include "ramure/v1/model.pb.h"

namespace ramure::community {

// What a channel is called, in the words of the interface. The territory's name follows where there is one; the name
// of a person never does: clients put it there from person_id.
struct ChannelNaming {
  v1::ChannelKind kind;
  std::string_view title, key;
};

// In the order of the founding. A new one goes to the end.
inline constexpr std::array places_of_community{
    ChannelNaming{v1::CHANNEL_KIND_PLENARY, "Plénière", "c-pleniere"},
    ChannelNaming{v1::CHANNEL_KIND_THEMES, "Thématiques", "c-themes"},
    ChannelNaming{v1::CHANNEL_KIND_BACKSTAGE, "Coulisses", "c-coulisses"},
    ChannelNaming{v1::CHANNEL_KIND_RESOURCES, "Centre de ressources", "c-ressources"},
    ChannelNaming{v1::CHANNEL_KIND_RESOURCE_PROPOSALS, "Ressources proposées", "c-ressources-proposees"},
    ChannelNaming{v1::CHANNEL_KIND_STEERING, "Comité de pilotage", "c-comite-pilotage"},
    ChannelNaming{v1::CHANNEL_KIND_ORIENTATION, "Comité d’orientation", "c-comite-orientation"},
    ChannelNaming{v1::CHANNEL_KIND_TECHNICAL, "Comité technique", "c-comite-technique"},
};

}  // namespace ramure::community

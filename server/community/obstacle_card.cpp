#include "server/community/obstacle_card.hpp"

#include <google/protobuf/repeated_ptr_field.h>

#include <algorithm>
#include <string>

#include "protocol/limits.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

std::string path(std::string_view field, std::string_view member) {
  return std::string(field) + "." + std::string(member);
}

Checked check_natures(const std::string& field, const v1::Obstacle& card) {
  if (static_cast<std::size_t>(card.natures_size()) > limits::card_natures_max) {
    return refuse::too_large(field, limits::card_natures_max, "natures");
  }
  const auto& natures = card.natures();
  for (auto nature = natures.begin(); nature != natures.end(); ++nature) {
    if (!v1::ObstacleNature_IsValid(*nature) || *nature == v1::OBSTACLE_NATURE_UNSPECIFIED) {
      return refuse::invalid(field, "it is not a nature of obstacles");
    }
    if (std::find(natures.begin(), nature, *nature) != nature) return refuse::invalid(field, "a nature is given twice");
  }
  return {};
}

Checked check_list(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& items) {
  if (static_cast<std::size_t>(items.size()) > limits::card_list_max) {
    return refuse::too_large(field, limits::card_list_max, "items");
  }
  for (const std::string& item : items) {
    if (auto checked = check_text(field, item, limits::card_field_bytes_max); !checked) return checked;
  }
  return {};
}

}  // namespace

bool is_shared(v1::ObstacleScope scope) {
  return scope == v1::OBSTACLE_SCOPE_COMMUNITY || scope == v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED;
}

Checked check_card(std::string_view field, const v1::Obstacle& card) {
  constexpr auto most = limits::card_field_bytes_max;
  if (auto checked = check_natures(path(field, "natures"), card); !checked) return checked;
  if (auto checked = check_optional_text(path(field, "context"), card.context(), most); !checked) return checked;
  if (auto checked = check_list(path(field, "tried"), card.tried()); !checked) return checked;
  if (auto checked = check_optional_text(path(field, "effects"), card.effects(), most); !checked) return checked;
  if (auto checked = check_optional_text(path(field, "help_wanted"), card.help_wanted(), most); !checked)
    return checked;
  return check_list(path(field, "actors_concerned"), card.actors_concerned());
}

Checked check_complete(std::string_view field, const v1::Obstacle& card) {
  constexpr auto sentence = "it is required before the community sees the obstacle";
  if (is_blank(card.context())) return refuse::invalid(path(field, "context"), sentence);
  if (card.natures().empty()) return refuse::invalid(path(field, "natures"), sentence);
  return {};
}

v1::Obstacle wording_of(const v1::Obstacle& card) {
  v1::Obstacle wording;
  *wording.mutable_natures() = card.natures();
  wording.set_context(card.context());
  *wording.mutable_tried() = card.tried();
  wording.set_effects(card.effects());
  wording.set_help_wanted(card.help_wanted());
  *wording.mutable_actors_concerned() = card.actors_concerned();
  return wording;
}

bool may_move(v1::ObstacleStatus from, v1::ObstacleStatus to) {
  if (!v1::ObstacleStatus_IsValid(to) || to == v1::OBSTACLE_STATUS_UNSPECIFIED || to == v1::OBSTACLE_STATUS_DRAFT) {
    return false;
  }
  if (from == v1::OBSTACLE_STATUS_DRAFT) return to == v1::OBSTACLE_STATUS_OPEN || to == v1::OBSTACLE_STATUS_ARCHIVED;
  if (from == v1::OBSTACLE_STATUS_ARCHIVED) return to == v1::OBSTACLE_STATUS_OPEN;
  return true;
}

bool is_for_pair_to_say(v1::ObstacleStatus status) {
  switch (status) {
    case v1::OBSTACLE_STATUS_PROPOSED_FOR_ROUND:
    case v1::OBSTACLE_STATUS_IN_ROUND:
    case v1::OBSTACLE_STATUS_LIFTED:
    case v1::OBSTACLE_STATUS_BYPASSED:
    case v1::OBSTACLE_STATUS_PERSISTENT: return true;
    default: return false;
  }
}

bool takes_outcome(v1::ObstacleStatus status) {
  return status == v1::OBSTACLE_STATUS_LIFTED || status == v1::OBSTACLE_STATUS_BYPASSED;
}

}  // namespace ramure::community

// A template made quick to ask: which roles may contribute a kind in a step. Made once per round, never changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ramure/v1/round_template.pb.h"

namespace ramure::codev {

// Roles as a set: a person may be consultant and scribe at once.
using Roles = std::uint32_t;
constexpr Roles only(v1::RoundRole role) { return 1u << static_cast<unsigned>(role); }
constexpr bool includes(Roles roles, v1::RoundRole role) { return (roles & only(role)) != 0; }

class Form {
 public:
  struct Kind {
    std::size_t at = 0;  // position among the kinds
    v1::ContributionMeaning meaning = v1::CONTRIBUTION_MEANING_UNSPECIFIED;
    v1::RoundCondition after = v1::ROUND_CONDITION_UNSPECIFIED;
    Roles always = 0;  // who may contribute it in every step
  };

  explicit Form(const v1::RoundTemplate& form);

  const Kind* kind(std::string_view key) const;        // nullptr: there is none
  std::uint32_t position(std::string_view key) const;  // of a step, from 1 on; 0: there is none
  // `step` from 1 on; 0: none is open.
  Roles allowed(std::uint32_t step, const Kind& kind) const { return step == 0 ? 0 : allowed_[step - 1][kind.at]; }
  bool hides(std::uint32_t step, const Kind& kind) const { return step != 0 && hidden_[step - 1][kind.at]; }
  bool offers_sharing(std::uint32_t step) const { return offers_sharing_[step - 1]; }
  std::uint32_t reserve_from() const { return reserve_from_; }            // the step of the synthesis; 0: there is none
  std::uint32_t second_round_from() const { return second_round_from_; }  // 0: there is none

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, Kind, Hash, std::equal_to<>> kinds_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> positions_;
  std::vector<std::vector<Roles>> allowed_;
  std::vector<std::vector<bool>> hidden_;
  std::vector<bool> offers_sharing_;
  std::uint32_t reserve_from_ = 0;
  std::uint32_t second_round_from_ = 0;
};

}  // namespace ramure::codev

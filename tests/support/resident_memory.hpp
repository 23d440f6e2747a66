// How much memory a server may have resident. Judged on plain builds only: a sanitizer keeps what was freed.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>

#include "tests/support/instrumented.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::test {

inline void expect_resident_below(const ServerProcess& server, std::size_t bytes, const char* why = "") {
  if (is_instrumented) return;
  EXPECT_LT(server.resident_bytes(), bytes) << why;
}

}  // namespace ramure::test

// $state and its like, for tests that import rune modules.

/// <reference types="svelte" />

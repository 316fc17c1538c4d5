package com.example.ui

import kotlinx.coroutines.flow.*

sealed interface State { data object Loading : State; data class Ready(val names: List<String>) : State }

class Screen(private val load: suspend () -> List<String>) {
    val state: Flow<State> = flow {
        emit(State.Loading)
        emit(State.Ready(load().map { it.trim().lowercase() }.filterNot(String::isBlank)))
    }.catch { e -> println("failed: ${e.message ?: "?"}") }

    fun title(s: State) = when (s) { is State.Loading -> "…"; is State.Ready -> "${s.names.size} \u00d7 name${if (s.names.size != 1) "s" else ""}" }
}
